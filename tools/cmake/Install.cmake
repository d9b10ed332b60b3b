# The installed tree and its package: find_package(Wend) gives Wend::wend.
include(CMakePackageConfigHelpers)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/Wend)

install(TARGETS libwend EXPORT WendTargets LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY ${CMAKE_SOURCE_DIR}/include/wend DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT WendTargets NAMESPACE Wend:: DESTINATION ${package})

file(WRITE ${CMAKE_BINARY_DIR}/package/WendConfig.cmake "include(\${CMAKE_CURRENT_LIST_DIR}/WendTargets.cmake)\n")
write_basic_package_version_file(${CMAKE_BINARY_DIR}/package/WendConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/package/WendConfig.cmake ${CMAKE_BINARY_DIR}/package/WendConfigVersion.cmake
        DESTINATION ${package})

# For editors, which check and complete a tag schema by it.
install(FILES ${CMAKE_SOURCE_DIR}/compiler/schema/wend-schema.schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/wend)

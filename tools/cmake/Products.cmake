# What is handed out: libwend, libwend-jit and the program wend.

# libwend: the public API of include/wend over the compiler and the runtime; no LLVM.
file(GLOB_RECURSE library_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/bindings/cpp/*.cpp)
if(library_sources)
  add_library(libwend SHARED ${library_sources})
  add_library(Wend::wend ALIAS libwend)
  set_target_properties(libwend PROPERTIES OUTPUT_NAME wend EXPORT_NAME wend VERSION ${PROJECT_VERSION} SOVERSION 0)
  target_include_directories(libwend INTERFACE $<BUILD_INTERFACE:${CMAKE_SOURCE_DIR}/include> $<INSTALL_INTERFACE:include>)
  target_compile_features(libwend INTERFACE cxx_std_20)
  target_link_libraries(libwend PRIVATE wend_options wend_check wend_engine)
  target_link_options(libwend PRIVATE -Wl,--exclude-libs,ALL)
  include(Install)
endif()

# libwend-jit: all of LLVM behind the one symbol in its map; loaded with dlopen, never linked.
wend_has_code(has_codegen codegen)
if(has_codegen)
  add_library(libwend_jit MODULE $<TARGET_OBJECTS:wend_codegen>)
  set_target_properties(libwend_jit PROPERTIES OUTPUT_NAME wend-jit PREFIX lib LINKER_LANGUAGE CXX)
  target_link_libraries(libwend_jit PRIVATE wend_options wend_ir wend_layout wend_value llvm::orc)
  set(jit_symbols ${CMAKE_SOURCE_DIR}/tools/cmake/libwend-jit.map)
  target_link_options(libwend_jit PRIVATE -Wl,--version-script=${jit_symbols} -Wl,--gc-sections)
  set_target_properties(libwend_jit PROPERTIES LINK_DEPENDS ${jit_symbols})
  install(TARGETS libwend_jit LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
endif()

# wend: everything but main() is a library, so that tests can call it. It looks for ../lib/libwend-jit.so beside itself.
file(GLOB_RECURSE tool_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tools/wend/*.cpp)
list(REMOVE_ITEM tool_sources ${CMAKE_SOURCE_DIR}/tools/wend/main.cpp)
set(tool_libraries wend_options wend_check wend_lint wend_engine wend_data cli11::cli11 tomlplusplus::tomlplusplus edit::edit
                   nlohmann_json::nlohmann_json)
if(tool_sources)
  add_library(wend_tools STATIC ${tool_sources})
  target_link_libraries(wend_tools PUBLIC ${tool_libraries})
  set_source_files_properties(${CMAKE_SOURCE_DIR}/tools/wend/version.cpp PROPERTIES
    COMPILE_DEFINITIONS "WEND_VERSION=\"${PROJECT_VERSION}\"")
else()
  add_library(wend_tools INTERFACE)
  target_link_libraries(wend_tools INTERFACE ${tool_libraries})
endif()
if(EXISTS ${CMAKE_SOURCE_DIR}/tools/wend/main.cpp)
  add_executable(wend ${CMAKE_SOURCE_DIR}/tools/wend/main.cpp)
  target_link_libraries(wend PRIVATE wend_tools)
  if(TARGET libwend_jit)
    add_dependencies(wend libwend_jit)
  endif()
  install(TARGETS wend RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()

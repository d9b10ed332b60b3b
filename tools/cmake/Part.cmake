# wend_part(NAME DIRECTORY dir [DEPENDS part…] [LIBRARIES target…])
#
# Makes the static library wend_NAME from every .cpp below dir. A part whose folder has no .cpp yet is an interface
# target, so that a part of headers, or one that is about to be written, can be depended on all the same.
function(wend_part name)
  cmake_parse_arguments(PART "" "DIRECTORY" "DEPENDS;LIBRARIES" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${PART_DIRECTORY}/*.cpp)
  list(TRANSFORM PART_DEPENDS PREPEND wend_)
  if(sources)
    add_library(wend_${name} STATIC ${sources})
    target_link_libraries(wend_${name} PUBLIC wend_options ${PART_DEPENDS} ${PART_LIBRARIES})
  else()
    add_library(wend_${name} INTERFACE)
    target_link_libraries(wend_${name} INTERFACE wend_options ${PART_DEPENDS} ${PART_LIBRARIES})
  endif()
  set_property(GLOBAL APPEND PROPERTY WEND_PARTS wend_${name})
endfunction()

# wend_has_code(RESULT part): whether the part is a real library.
function(wend_has_code result part)
  get_target_property(type wend_${part} TYPE)
  string(COMPARE EQUAL ${type} STATIC_LIBRARY is_static)
  set(${result} ${is_static} PARENT_SCOPE)
endfunction()

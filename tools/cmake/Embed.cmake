# wend_embed(part FILE file FUNCTION name HEADER header): gives the part the file's text as std::string_view name(), which
# the header declares in the part's namespace.
function(wend_embed part)
  cmake_parse_arguments(EMBED "" "FILE;FUNCTION;HEADER" "" ${ARGN})
  set(input ${CMAKE_SOURCE_DIR}/${EMBED_FILE})
  set(output ${CMAKE_BINARY_DIR}/generated/${EMBED_FILE}.cpp)
  set_property(DIRECTORY ${CMAKE_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${input})
  file(READ ${input} EMBED_TEXT)
  set(EMBED_NAMESPACE wend::${part})
  configure_file(${CMAKE_SOURCE_DIR}/tools/cmake/Embed.cpp.in ${output} @ONLY)
  target_sources(wend_${part} PRIVATE ${output})
endfunction()

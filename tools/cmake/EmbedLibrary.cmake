# wend_embed_library(part DIRECTORY dir): gives the part the .wend files below dir as
# std::span<const LibraryModule> library(), which compiler/modules/library.hpp declares. A file's path without its
# ending, with dots, is the module's name.
function(wend_embed_library part)
  cmake_parse_arguments(EMBED "" "DIRECTORY" "" ${ARGN})
  file(GLOB_RECURSE files RELATIVE ${CMAKE_SOURCE_DIR}/${EMBED_DIRECTORY} CONFIGURE_DEPENDS
       ${CMAKE_SOURCE_DIR}/${EMBED_DIRECTORY}/*.wend)
  set(names "")
  foreach(file IN LISTS files)
    string(REGEX REPLACE "\\.wend$" "" name ${file})
    string(REPLACE "/" "." name ${name})
    list(APPEND names ${name})
  endforeach()
  list(SORT names)
  set(EMBED_ENTRIES "")
  list(LENGTH names EMBED_COUNT)
  foreach(name IN LISTS names)
    string(REPLACE "." "/" file ${name})
    set(input ${CMAKE_SOURCE_DIR}/${EMBED_DIRECTORY}/${file}.wend)
    set_property(DIRECTORY ${CMAKE_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${input})
    file(READ ${input} text)
    string(APPEND EMBED_ENTRIES
           "    {\"${name}\", \"${EMBED_DIRECTORY}/${file}.wend\", R\"wend-text(${text})wend-text\"},\n")
  endforeach()
  set(output ${CMAKE_BINARY_DIR}/generated/${EMBED_DIRECTORY}/library.cpp)
  configure_file(${CMAKE_SOURCE_DIR}/tools/cmake/EmbedLibrary.cpp.in ${output} @ONLY)
  target_sources(wend_${part} PRIVATE ${output})
endfunction()

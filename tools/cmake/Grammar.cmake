# wend_grammar(part): generates the lexer and parser from grammar/ into the build tree, and gives them to that part
# alone. The words come from keywords.json by way of generate_words, the rest from Debian's antlr4. Generated code is
# compiled without our warnings, and with u8"" literals of plain char as the tool expects.
function(wend_grammar part)
  file(GLOB grammars CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/grammar/*.g4)
  wend_has_code(has_code ${part})
  if(NOT grammars OR NOT has_code)
    return()
  endif()
  find_program(WEND_ANTLR antlr4 REQUIRED)
  set(output ${CMAKE_BINARY_DIR}/generated/grammar)
  set(keywords ${CMAKE_SOURCE_DIR}/grammar/keywords.json)
  set(lexer ${CMAKE_SOURCE_DIR}/grammar/WendLexer.g4)
  set(parser ${CMAKE_SOURCE_DIR}/grammar/WendParser.g4)
  set(antlr ${WEND_ANTLR} -Dlanguage=Cpp -encoding utf8 -package wend::syntax::antlr -Werror -no-listener -visitor
            -o ${output})
  set(words ${CMAKE_BINARY_DIR}/generated/words)
  file(MAKE_DIRECTORY ${output} ${words})
  add_executable(generate_words ${CMAKE_SOURCE_DIR}/tools/grammar/generate_words.cpp)
  target_link_libraries(generate_words PRIVATE wend_options nlohmann_json::nlohmann_json)
  add_custom_command(
    OUTPUT ${output}/WendWords.g4 ${output}/keyword_tables.inc ${words}/spellings.inc
    COMMAND generate_words ${keywords} ${output}
    DEPENDS ${keywords} generate_words VERBATIM)
  add_custom_command(
    OUTPUT ${output}/WendLexer.cpp ${output}/WendLexer.h ${output}/WendLexer.tokens
    COMMAND ${antlr} ${lexer}
    DEPENDS ${lexer} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}/grammar VERBATIM)
  add_custom_command(
    OUTPUT ${output}/WendParser.cpp ${output}/WendParser.h ${output}/WendParserVisitor.cpp ${output}/WendParserVisitor.h
           ${output}/WendParserBaseVisitor.cpp ${output}/WendParserBaseVisitor.h
    COMMAND ${antlr} -lib ${output} ${parser}
    DEPENDS ${parser} ${output}/WendLexer.tokens ${output}/WendWords.g4
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}/grammar VERBATIM)
  add_library(wend_grammar STATIC ${output}/WendLexer.cpp ${output}/WendParser.cpp ${output}/WendParserVisitor.cpp
                                  ${output}/WendParserBaseVisitor.cpp ${output}/keyword_tables.inc)
  target_include_directories(wend_grammar SYSTEM PUBLIC ${output})
  target_compile_options(wend_grammar PRIVATE -w -fno-char8_t)
  target_link_libraries(wend_grammar PUBLIC antlr4::runtime)
  target_link_libraries(wend_${part} PRIVATE wend_grammar)
  # The roles themselves are no secret of the parser: whoever prints a tree spells them.
  target_include_directories(wend_${part} PUBLIC $<BUILD_INTERFACE:${words}>)
endfunction()

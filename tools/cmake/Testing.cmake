# wend_test(NAME SOURCES file… [LIBRARIES target…]): a GoogleTest executable, run as one test. It knows the repository's
# root as WEND_SOURCE_DIRECTORY and the folder of built programs as WEND_BINARY_DIRECTORY.
function(wend_test name)
  cmake_parse_arguments(TEST "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${name} ${TEST_SOURCES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_compile_definitions(${name} PRIVATE WEND_SOURCE_DIRECTORY="${CMAKE_SOURCE_DIR}"
                                             WEND_BINARY_DIRECTORY="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
  target_link_libraries(${name} PRIVATE wend_options ${TEST_LIBRARIES} GTest::gmock GTest::gtest_main)
  add_test(NAME ${name} COMMAND ${name} --gtest_brief=1)
endfunction()

# wend_soak(NAME COMMAND program argument…): a long run, left out unless asked for (tools/dev soak).
function(wend_soak name)
  cmake_parse_arguments(SOAK "" "" "COMMAND" ${ARGN})
  add_test(NAME ${name} COMMAND ${SOAK_COMMAND} CONFIGURATIONS soak)
  set_tests_properties(${name} PROPERTIES LABELS soak)
endfunction()

# wend_bench(NAME SOURCES file… [LIBRARIES target…]): a program of Google Benchmark; tools/dev bench runs them all.
function(wend_bench name)
  cmake_parse_arguments(BENCH "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${name} ${BENCH_SOURCES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
  target_link_libraries(${name} PRIVATE wend_options ${BENCH_LIBRARIES} benchmark::benchmark_main)
endfunction()

# One executable for each folder below the directory.
function(wend_unit_tests directory)
  file(GLOB folders CONFIGURE_DEPENDS LIST_DIRECTORIES true RELATIVE ${directory} ${directory}/*)
  foreach(folder IN LISTS folders)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${directory}/${folder}/*.cpp)
    if(NOT sources)
      continue()
    endif()
    set(libraries ${unit_${folder}_parts})
    list(TRANSFORM libraries PREPEND wend_)
    if(TARGET wend_${folder})
      list(APPEND libraries wend_${folder})
    endif()
    wend_test(unit_${folder} SOURCES ${sources} LIBRARIES ${libraries})
  endforeach()
endfunction()

# Compiler, linker and warnings that every target of ours shares.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)

include(GNUInstallDirs)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib)
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/archive)
set(CMAKE_INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR}")

find_program(WEND_CCACHE ccache)
if(WEND_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER ${WEND_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${WEND_CCACHE})
endif()

# GCC finds a linker by name in its own search path; lld links LLVM's archives several times faster than the default.
find_program(WEND_LLD ld.lld PATHS /usr/lib/llvm-19/bin)
if(WEND_LLD)
  cmake_path(GET WEND_LLD PARENT_PATH lld_directory)
  add_link_options(-fuse-ld=lld -B${lld_directory})
endif()

# GCC may set the cold part of a function apart and then leave it empty. lld then gives the function that follows at the
# same address the unwinding table of the empty part, and an exception that passes through there ends the process.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-fno-reorder-blocks-and-partition)
endif()

set(WEND_SANITIZE "" CACHE STRING "Sanitizers to build with, as the compiler's -fsanitize= takes them")
if(WEND_SANITIZE)
  add_compile_options(-fsanitize=${WEND_SANITIZE} -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${WEND_SANITIZE})
endif()

# The repository's root is the one include directory: #include "compiler/ir/program.hpp".
add_library(wend_options INTERFACE)
target_include_directories(wend_options INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/include)
target_compile_options(wend_options INTERFACE
  -Wall -Wextra -Wpedantic -Werror
  -Wshadow -Wconversion -Wno-sign-conversion -Wcast-qual -Wcast-align -Wold-style-cast -Wnon-virtual-dtor
  -Woverloaded-virtual -Wformat=2 -Wimplicit-fallthrough -Wswitch-enum -Wundef -Wvla
  $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wduplicated-branches -Wlogical-op -Wextra-semi>)

# GCC 12 warns of what is not there: of restrict in "text" + std::string (its bug 105651), and of uninitialised members of
# the standard library, and of freeing what is on the stack, once sanitizers have changed what it can see.
target_compile_options(wend_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
# Clang warns of what the standard library of GCC 12 itself calls, in std::ranges::stable_sort.
target_compile_options(wend_options INTERFACE $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>)
if(WEND_SANITIZE)
  target_compile_options(wend_options INTERFACE -Wno-maybe-uninitialized $<$<CXX_COMPILER_ID:GNU>:-Wno-free-nonheap-object>)
endif()

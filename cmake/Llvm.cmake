# Finds LLVM and Clang: 22, else 19; -DCOTIDY_LLVM=19 forces a version.
#   cotidy-llvm-headers  their headers as system headers, and the flags that these need
#   cotidy-clang         the shared libraries (for programs; the plugin takes them from its host)
set(COTIDY_LLVM "" CACHE STRING "Major version of LLVM to build with; empty = 22, else 19")
set(llvm_versions 22 19)
if(COTIDY_LLVM)
  set(llvm_versions ${COTIDY_LLVM})
endif()
foreach(version ${llvm_versions})
  # By its folder: to its own version file 19.1 is not compatible with a plain 19.
  find_package(Clang CONFIG QUIET PATHS /usr/lib/llvm-${version} NO_DEFAULT_PATH)
  if(Clang_FOUND)
    break()
  endif()
endforeach()
if(NOT Clang_FOUND)
  find_package(Clang CONFIG QUIET)  # another place, told by Clang_DIR or CMAKE_PREFIX_PATH
endif()
if(Clang_FOUND AND NOT LLVM_VERSION_MAJOR IN_LIST llvm_versions)
  message(FATAL_ERROR "${Clang_DIR} is LLVM ${LLVM_PACKAGE_VERSION}, and ${llvm_versions} was asked for; "
                      "run cmake/install-deps.sh, give -DClang_DIR=FOLDER, or start with an empty build folder.")
endif()
if(NOT Clang_FOUND)
  list(JOIN llvm_versions " or " wanted)
  message(FATAL_ERROR "Clang ${wanted} was not found; run cmake/install-deps.sh, or give -DClang_DIR=FOLDER.")
endif()
set(COTIDY_LLVM_BIN ${LLVM_TOOLS_BINARY_DIR} CACHE INTERNAL "clang, FileCheck and lit")
message(STATUS "LLVM ${LLVM_PACKAGE_VERSION} in ${LLVM_INSTALL_PREFIX}")

add_library(cotidy-llvm-headers INTERFACE)
# Searched last: where libc++ is installed too, its cxxabi.h lies in the same folder and must not hide libstdc++'s.
set(llvm_include_folders ${CLANG_INCLUDE_DIRS} ${LLVM_INCLUDE_DIRS})
list(REMOVE_DUPLICATES llvm_include_folders)
foreach(folder ${llvm_include_folders})
  target_compile_options(cotidy-llvm-headers INTERFACE "SHELL:-idirafter ${folder}")
endforeach()
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  target_compile_options(cotidy-llvm-headers INTERFACE -Wno-nonnull)  # g++ 12 warns inside clang's inlined headers
endif()
if(NOT LLVM_ENABLE_RTTI)
  target_compile_options(cotidy-llvm-headers INTERFACE -fno-rtti)
endif()
if(NOT LLVM_ENABLE_ASSERTIONS)
  target_compile_definitions(cotidy-llvm-headers INTERFACE NDEBUG)  # some classes have more members with assertions
endif()

add_library(cotidy-clang INTERFACE)
target_link_libraries(cotidy-clang INTERFACE cotidy-llvm-headers clang-cpp LLVM)

# What the sources know of this build: generated/Build.h.
configure_file(${CMAKE_SOURCE_DIR}/cmake/Build.h.in ${GENERATED}/Build.h @ONLY)

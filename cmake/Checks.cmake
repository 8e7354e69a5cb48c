# A check is three files: checks/MyMistake.cpp, docs/checks/my-mistake.md, test/checks/my-mistake.cpp (or a folder, or .md).
# This file turns the file names into the generated list of checks, embeds the pages, and refuses a check without them.

# MyMistake -> my-mistake
function(rule_of file result)
  cmake_path(GET file STEM name)
  string(REGEX REPLACE "([a-z0-9])([A-Z])" "\\1-\\2" name ${name})
  string(TOLOWER ${name} name)
  set(${result} ${name} PARENT_SCOPE)
endfunction()

function(require_page_and_test file rule)
  if(NOT EXISTS ${CMAKE_SOURCE_DIR}/docs/checks/${rule}.md)
    message(FATAL_ERROR "${file} has no page: write docs/checks/${rule}.md (./dev new ${rule} makes a template).")
  endif()
  file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/test/checks/${rule} ${CMAKE_SOURCE_DIR}/test/checks/${rule}.*)
  if(NOT tests)
    message(FATAL_ERROR "${file} has no test: write test/checks/${rule}.cpp (./dev new ${rule} makes a template).")
  endif()
endfunction()

# Checks.inc: `CHECK(MyMistake, "my-mistake")` for each check. Pages.inc: `{"my-mistake", R"(…)"},` for each page.
function(register_checks target)
  file(GLOB files CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} checks/*.cpp)
  list(REMOVE_ITEM files checks/Registry.cpp)
  set(lines "")
  foreach(file ${files})
    rule_of(${file} rule)
    require_page_and_test(${file} ${rule})
    cmake_path(GET file STEM name)
    string(APPEND lines "CHECK(${name}, \"${rule}\")\n")
  endforeach()
  file(CONFIGURE OUTPUT ${GENERATED}/Checks.inc CONTENT "${lines}")

  file(GLOB pages CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/docs/checks/*.md)
  embed_texts(${GENERATED}/Pages.inc ${pages})
  add_custom_target(cotidy-pages DEPENDS ${GENERATED}/Pages.inc)
  add_dependencies(${target} cotidy-pages)
endfunction()

# embed_text(OUTPUT FILE): OUTPUT becomes one C++ raw string literal with the text of FILE.
# embed_texts(OUTPUT FILE…): OUTPUT becomes lines `{"name without extension", R"…(text)…"},`, sorted by name.
# Run with -P it does the work at build time, so that an edited text rebuilds only what contains it.
if(CMAKE_SCRIPT_MODE_FILE)
  function(as_literal file result)
    file(READ ${file} text)
    if(text MATCHES "\\)cotidy\"")
      message(FATAL_ERROR "${file}: contains the delimiter of raw strings, )cotidy\"; write it in another way.")
    endif()
    set(${result} "R\"cotidy(${text})cotidy\"" PARENT_SCOPE)
  endfunction()

  set(out "")
  if(TABLE)
    list(SORT FILES)
    foreach(file ${FILES})
      cmake_path(GET file STEM name)
      as_literal(${file} literal)
      string(APPEND out "{\"${name}\", ${literal}},\n")
    endforeach()
  else()
    as_literal(${FILES} out)
  endif()
  file(WRITE ${OUTPUT} "${out}")
  return()
endif()

set(EMBED_SCRIPT ${CMAKE_CURRENT_LIST_FILE})

function(embed_text output file)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DFILES=${file} -P ${EMBED_SCRIPT}
    DEPENDS ${file} ${EMBED_SCRIPT}
    VERBATIM)
endfunction()

function(embed_texts output)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DTABLE=ON "-DFILES=${ARGN}" -P ${EMBED_SCRIPT}
    DEPENDS ${ARGN} ${EMBED_SCRIPT}
    VERBATIM)
endfunction()

# Embed.cmake: writes the C++ file that holds the model files. Run as: cmake -DOUTPUT=… -DFILES="a;b" -P Embed.cmake
# A string literal has a length that every compiler takes, so a file becomes several pieces.
set(piece 8000)
set(delimiter "=model=")

file(WRITE "${OUTPUT}.tmp" "// Generated from models/*.json.\n#include \"models/Embedded.h\"\n\nnamespace cotidy {\n\n"
  "const std::vector<EmbeddedFile> &embeddedModels() {\n  static const std::vector<EmbeddedFile> files{\n")
foreach(path IN LISTS FILES)
  get_filename_component(name "${path}" NAME)
  file(READ "${path}" text)
  string(LENGTH "${text}" length)
  file(APPEND "${OUTPUT}.tmp" "    {\"models/${name}\", std::string()\n")
  set(at 0)
  while(at LESS length)
    string(SUBSTRING "${text}" ${at} ${piece} part)
    file(APPEND "${OUTPUT}.tmp" "      .append(R\"${delimiter}(${part})${delimiter}\")\n")
    math(EXPR at "${at} + ${piece}")
  endwhile()
  file(APPEND "${OUTPUT}.tmp" "    },\n")
endforeach()
file(APPEND "${OUTPUT}.tmp" "  };\n  return files;\n}\n\n}  // namespace cotidy\n")
file(RENAME "${OUTPUT}.tmp" "${OUTPUT}")

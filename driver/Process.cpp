// Process.cpp: LLVM starts the program; its output goes to files, so that no pipe can fill up and block both sides.
#include "driver/Process.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unistd.h>

namespace cotidy {

namespace {

std::vector<llvm::StringRef> environmentWithout(const std::vector<std::string> &names) {
  std::vector<llvm::StringRef> kept;
  for (char **variable = environ; *variable; ++variable) {
    const std::string_view text(*variable);
    const auto isNamed = [&](const std::string &name) { return text.starts_with(name + "="); };
    if (std::ranges::none_of(names, isNamed)) kept.emplace_back(*variable);
  }
  return kept;
}

std::string contentOf(llvm::StringRef path) {
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  return buffer ? (*buffer)->getBuffer().str() : std::string();
}

}  // namespace

ProcessResult runProcess(const std::vector<std::string> &arguments, const std::vector<std::string> &without) {
  const auto program = llvm::sys::findProgramByName(arguments.front());
  if (!program) return {-1, {}, arguments.front() + ": " + program.getError().message()};
  llvm::SmallString<128> output, errors;
  if (llvm::sys::fs::createTemporaryFile("cotidy", "out", output)) return {-1, {}, "no room for a temporary file"};
  const llvm::FileRemover removeOutput(output);
  if (llvm::sys::fs::createTemporaryFile("cotidy", "err", errors)) return {-1, {}, "no room for a temporary file"};
  const llvm::FileRemover removeErrors(errors);

  const std::vector<llvm::StringRef> words(arguments.begin(), arguments.end());
  std::optional<std::vector<llvm::StringRef>> variables;
  if (!without.empty()) variables = environmentWithout(without);
  std::optional<llvm::ArrayRef<llvm::StringRef>> environment;
  if (variables) environment = *variables;
  std::string problem;
  const int status = llvm::sys::ExecuteAndWait(*program, words, environment,
                                               {llvm::StringRef(), output.str(), errors.str()}, 0, 0, &problem);
  return {status, contentOf(output), problem.empty() ? contentOf(errors) : problem};
}

}  // namespace cotidy

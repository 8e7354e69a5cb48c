// RunSymbols.cpp: LLVM's symbolizer.
#include "driver/RunSymbols.h"

#include "driver/Root.h"

#include "llvm/DebugInfo/Symbolize/Symbolize.h"
#include "llvm/Demangle/Demangle.h"

#include <array>
#include <filesystem>
#include <map>

namespace cotidy {

struct RunSymbols::Implementation {
  llvm::symbolize::LLVMSymbolizer symbolizer;
  std::map<std::pair<std::string, std::uint64_t>, StackFrames> known;
};

namespace {

llvm::symbolize::LLVMSymbolizer::Options symbolizerOptions() {
  llvm::symbolize::LLVMSymbolizer::Options options;
  options.Demangle = true;
  return options;
}

/// clang's and gcc's names for the parts of a coroutine: "f() (.resume)", "f(f()::_Z1fv.Frame*) (.actor)".
bool stripPart(std::string &name) {
  constexpr std::array<std::string_view, 7> parts = {" (.resume)", " (.actor)", " (.destroy)", " (.cleanup)",
                                                     ".resume",    ".destroy",  ".cleanup"};
  for (const std::string_view part : parts) {
    if (!name.ends_with(part)) continue;
    name.resize(name.size() - part.size());
    return true;
  }
  return false;
}

}  // namespace

RunSymbols::RunSymbols(std::string root)
    : root_(std::move(root)), implementation_(new Implementation{{symbolizerOptions()}, {}}) {}
RunSymbols::~RunSymbols() = default;

std::string RunSymbols::demangled(const std::string &name) const { return llvm::demangle(name); }

StackFrames RunSymbols::at(const std::string &module, std::uint64_t offset) {
  const auto [entry, fresh] = implementation_->known.try_emplace({module, offset});
  StackFrames &frames = entry->second;
  if (!fresh) return frames;
  auto found =
      implementation_->symbolizer.symbolizeInlinedCode(module, {offset, llvm::object::SectionedAddress::UndefSection});
  if (!found) {
    llvm::consumeError(found.takeError());
    return frames;
  }
  constexpr std::string_view unknown = "<invalid>";
  for (std::uint32_t i = 0; i < found->getNumberOfFrames(); ++i) {
    const llvm::DILineInfo &info = found->getFrame(i);
    StackFrame frame;
    if (info.FunctionName != unknown) frame.function = info.FunctionName;
    frame.coroutine = stripPart(frame.function);
    if (info.FileName.starts_with('/')) {  // libc was built somewhere that nobody has: ./csu/libc-start.c
      frame.file = relativeTo(root_, std::filesystem::path(info.FileName).lexically_normal().string());
      frame.line = info.Line;
    }
    frames.push_back(std::move(frame));
  }
  return frames;
}

}  // namespace cotidy

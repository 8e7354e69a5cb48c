// Write.h: files appear whole or not at all. What is written goes to a temporary in the same folder, which then takes
// the name. Permission bits and owner of a file that is replaced stay; a symbolic link stays a link.
#pragma once
#include <string>
#include <string_view>

namespace cotidy {

/// Bytes that wait beside a file to take its place; they vanish unless commit() is called.
class StagedFile {
public:
  StagedFile(const std::string &path, std::string_view bytes);
  StagedFile(StagedFile &&other) noexcept;
  StagedFile &operator=(StagedFile &&) = delete;
  ~StagedFile();

  /// One line without a newline; empty = all is well.
  const std::string &error() const { return error_; }
  /// Takes the place. Returns an error, or nothing.
  std::string commit();

private:
  std::string path_;       // as the caller named it, for errors
  std::string target_;     // links resolved
  std::string temporary_;  // empty: nothing to rename
  std::string error_;
};

/// Returns an error in one line, or nothing. Pipes and devices (/dev/stdout) are written to, not replaced.
std::string writeFileAtomically(const std::string &path, std::string_view bytes);

}  // namespace cotidy

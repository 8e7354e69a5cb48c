// Write.cpp: see Write.h.
#include "driver/Write.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace cotidy {
namespace {

constexpr mode_t permissionBits = 07777;

std::string adviceOn(int error) {
  switch (error) {
  case ENOENT:
  case ENOTDIR: return "; create the folder first";
  case EACCES:
  case EPERM:
  case EROFS: return "; choose a place that you may write to";
  case ENOSPC:
  case EDQUOT: return "; free some space";
  case EISDIR: return "; name a file";
  case EFBIG: return "; allow larger files (ulimit -f)";
  case ENAMETOOLONG: return "; choose a shorter name";
  default: return "";
  }
}

std::string cannotWrite(const std::string &path, int error) {
  return "cannot write '" + path + "': " + std::strerror(error) + adviceOn(error);
}

// Returns an errno, or 0.
int writeAll(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

// A link is followed even where its target does not exist yet: the link is the user's, the target is ours to write.
std::string resolved(const std::string &path) {
  std::error_code failed;
  const auto real = std::filesystem::weakly_canonical(path, failed);
  return failed ? path : real.string();
}

struct Temporary {
  std::string path;
  int descriptor = -1;
};

// Open with 0666 and O_EXCL, not mkstemp: new files get the permissions that the user's umask gives.
Temporary createBeside(const std::string &target) {
  static unsigned serial = 0;
  const std::string folder = std::filesystem::path(target).parent_path().string();
  const std::string stem = (folder.empty() ? "." : folder) + "/.cotidy-" + std::to_string(::getpid()) + '-';
  for (int attempt = 0; attempt < 100; ++attempt) {
    Temporary temporary{stem + std::to_string(++serial) + ".tmp"};
    temporary.descriptor = ::open(temporary.path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (temporary.descriptor >= 0 || errno != EEXIST) return temporary;
  }
  return {};
}

// Returns an errno, or 0. That the owner cannot be kept is no error: only root could.
int fill(int descriptor, std::string_view bytes, const struct stat *replaced) {
  if (const int error = writeAll(descriptor, bytes)) return error;
  if (replaced) {
    if (::fchown(descriptor, replaced->st_uid, replaced->st_gid) != 0) errno = 0;
    if (::fchmod(descriptor, replaced->st_mode & permissionBits) != 0) return errno;
  }
  return ::fsync(descriptor) == 0 ? 0 : errno;
}

std::string writeToDevice(const std::string &path, std::string_view bytes) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) return cannotWrite(path, errno);
  const int error = writeAll(descriptor, bytes);
  const int closed = ::close(descriptor) == 0 ? 0 : errno;
  if (error != 0 || closed != 0) return cannotWrite(path, error != 0 ? error : closed);
  return "";
}

std::optional<struct stat> statusOf(const std::string &path) {
  struct stat status;
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return status;
}

// A rename asks for rights on the folder only; a file that its owner made read-only is not ours to replace.
int refusal(const std::string &target, const struct stat &replaced) {
  if (S_ISDIR(replaced.st_mode)) return EISDIR;
  return ::access(target.c_str(), W_OK) == 0 ? 0 : errno;
}

}  // namespace

StagedFile::StagedFile(const std::string &path, std::string_view bytes) : path_(path), target_(resolved(path)) {
  const auto replaced = statusOf(target_);
  if (const int error = replaced ? refusal(target_, *replaced) : 0) {
    error_ = cannotWrite(path, error);
    return;
  }
  Temporary temporary = createBeside(target_);
  if (temporary.descriptor < 0) {
    error_ = cannotWrite(path, errno);
    return;
  }
  temporary_ = std::move(temporary.path);
  const int error = fill(temporary.descriptor, bytes, replaced ? &*replaced : nullptr);
  const int closed = ::close(temporary.descriptor) == 0 ? 0 : errno;
  if (error != 0 || closed != 0) error_ = cannotWrite(path, error != 0 ? error : closed);
}

StagedFile::StagedFile(StagedFile &&other) noexcept
    : path_(std::move(other.path_)), target_(std::move(other.target_)), temporary_(std::exchange(other.temporary_, {})),
      error_(std::move(other.error_)) {}

StagedFile::~StagedFile() {
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

std::string StagedFile::commit() {
  if (!error_.empty() || temporary_.empty()) return error_;
  if (std::rename(temporary_.c_str(), target_.c_str()) != 0) return error_ = cannotWrite(path_, errno);
  temporary_.clear();
  return "";
}

std::string writeFileAtomically(const std::string &path, std::string_view bytes) {
  const auto status = statusOf(path);
  const bool device = status && !S_ISREG(status->st_mode) && !S_ISDIR(status->st_mode);
  if (device) return writeToDevice(path, bytes);
  return StagedFile(path, bytes).commit();
}

}  // namespace cotidy

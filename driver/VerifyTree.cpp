// VerifyTree.cpp: a list in the mirror tells what was copied into it. It is also the mark that the folder may be written
// to: a user who names the wrong folder loses nothing.
#include "driver/VerifyTree.h"

#include "driver/Sources.h"
#include "driver/UserError.h"
#include "driver/Write.h"

#include <filesystem>
#include <fstream>
#include <set>

namespace cotidy {

namespace {

namespace fs = std::filesystem;

constexpr const char *listName = ".cotidy-mirror";

bool isLeftOut(const fs::path &path) {
  if (path.filename().string().starts_with(".git")) return true;
  return fs::is_directory(path) && (fs::exists(path / "CMakeCache.txt") || fs::exists(path / listName));
}

/// Paths of files and links below the root, relative to it.
void collect(const fs::path &root, const fs::path &below, std::set<std::string> &files) {
  for (const fs::directory_entry &entry : fs::directory_iterator(root / below)) {
    if (isLeftOut(entry.path())) continue;
    const fs::path path = below / entry.path().filename();
    if (entry.is_directory() && !entry.is_symlink())
      collect(root, path, files);
    else if (entry.is_symlink() || entry.is_regular_file())
      files.insert(path.string());
  }
}

bool isSame(const fs::path &a, const fs::path &b) {
  if (!fs::is_regular_file(fs::symlink_status(b)) || fs::file_size(a) != fs::file_size(b)) return false;
  if (fs::status(a).permissions() != fs::status(b).permissions()) return false;
  return readRegularFile(a.string()) == readRegularFile(b.string());
}

/// A file that is the same keeps its time: nothing is built again for it.
void copyOne(const fs::path &from, const fs::path &to) {
  if (fs::is_symlink(from)) {
    fs::remove(to);
    fs::copy_symlink(from, to);
  } else if (!isSame(from, to)) {
    fs::remove(to);
    fs::copy_file(from, to);
  }
}

std::set<std::string> mirroredBefore(const fs::path &mirror) {
  std::set<std::string> files;
  std::ifstream list(mirror / listName);
  for (std::string line; std::getline(list, line);) files.insert(line);
  return files;
}

void update(const fs::path &root, const fs::path &mirror) {
  fs::create_directories(mirror);
  if (!fs::exists(mirror / listName) && !fs::is_empty(mirror))
    throw UserError("verify: '" + mirror.string() + "' is not empty, and no copy of a project; name another folder");
  const std::set<std::string> before = mirroredBefore(mirror);
  std::ofstream list(mirror / listName, std::ios::app);  // what is copied from here on is on the list already
  std::set<std::string> files;
  collect(root, "", files);
  for (const std::string &file : files) {
    if (!before.contains(file)) list << file << '\n';
  }
  list.close();
  for (const std::string &file : before)
    if (!files.contains(file)) fs::remove(mirror / file);
  for (const std::string &file : files) {
    fs::create_directories((mirror / file).parent_path());
    copyOne(root / file, mirror / file);
  }
}

}  // namespace

void mirrorTree(const std::string &root, const std::string &mirror) {
  try {
    update(root, mirror);
  } catch (const fs::filesystem_error &error) {
    throw UserError(std::string("verify: the project cannot be copied: ") + error.what());
  }
}

}  // namespace cotidy

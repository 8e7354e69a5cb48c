// Workspace.h: a folder of its own for each test, and short ways to name places in its files.
#pragma once
#include "checks/Finding.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace cotidy::test {

class Workspace : public ::testing::Test {
protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "cotidy-test-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    root_ = name;
  }

  void TearDown() override {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
  }

  const std::string &root() const { return root_; }
  std::string path(const std::string &file) const { return root_ + '/' + file; }

  void write(const std::string &file, std::string_view text) const {
    std::filesystem::create_directories(std::filesystem::path(path(file)).parent_path());
    std::ofstream stream(path(file), std::ios::binary);
    stream << text;
    stream.close();
    ASSERT_TRUE(stream) << path(file);
  }

  std::string read(const std::string &file) const {
    std::ifstream stream(path(file), std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

  /// Names of all that lies in a folder, hidden files too.
  std::vector<std::string> list(const std::string &folder = ".") const {
    std::vector<std::string> names;
    for (const auto &entry : std::filesystem::directory_iterator(path(folder)))
      names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
  }

private:
  std::string root_;
};

/// The first place of `part` in `text`, which is the text of `file`.
inline Location locate(const std::string &file, std::string_view text, std::string_view part) {
  const std::size_t begin = text.find(part);
  EXPECT_NE(begin, std::string_view::npos) << part;
  const std::string_view before = text.substr(0, begin);
  const std::size_t lineStart = before.rfind('\n') + 1;  // npos + 1 == 0
  const auto number = [](std::size_t value) { return static_cast<std::uint32_t>(value); };
  return {.file = file,
          .line = number(1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'))),
          .column = number(begin - lineStart + 1),
          .begin = number(begin),
          .end = number(begin + part.size())};
}

}  // namespace cotidy::test

// A mirror follows its tree: what is equal keeps its time, what the project lost goes, what a build made stays; and a
// folder that is no mirror is left alone.
#include "driver/VerifyTree.h"

#include "driver/RunProcess.h"
#include "driver/Sources.h"
#include "driver/UserError.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace cotidy {
namespace {

namespace fs = std::filesystem;

void put(const std::string &file, const std::string &text) {
  fs::create_directories(fs::path(file).parent_path());
  std::ofstream(file) << text;
}

TEST(VerifyTree, follows) {
  const ScratchFolder scratch;
  const std::string tree = scratch.path() + "/tree", mirror = scratch.path() + "/mirror";
  put(tree + "/a.cpp", "a");
  put(tree + "/sub/b.cpp", "b");
  put(tree + "/.git/config", "");
  put(tree + "/out/CMakeCache.txt", "");
  mirrorTree(tree, mirror);
  EXPECT_EQ(readRegularFile(mirror + "/sub/b.cpp"), "b");
  EXPECT_FALSE(fs::exists(mirror + "/.git"));
  EXPECT_FALSE(fs::exists(mirror + "/out"));

  const auto early = fs::file_time_type::clock::now() - std::chrono::hours(1);
  fs::last_write_time(mirror + "/a.cpp", early);
  put(mirror + "/out/a.o", "made");
  put(tree + "/c.cpp", "c");
  fs::remove(tree + "/sub/b.cpp");
  mirrorTree(tree, mirror);
  EXPECT_EQ(fs::last_write_time(mirror + "/a.cpp"), early);
  EXPECT_FALSE(fs::exists(mirror + "/sub/b.cpp"));
  EXPECT_TRUE(fs::exists(mirror + "/c.cpp"));
  EXPECT_TRUE(fs::exists(mirror + "/out/a.o"));

  put(mirror + "/a.cpp", "x");  // a change that was not taken back
  mirrorTree(tree, mirror);
  EXPECT_EQ(readRegularFile(mirror + "/a.cpp"), "a");
}

TEST(VerifyTree, mayStandWithinTheTree) {
  const ScratchFolder scratch;
  put(scratch.path() + "/a.cpp", "a");
  const std::string mirror = scratch.path() + "/below/mirror";
  mirrorTree(scratch.path(), mirror);
  mirrorTree(scratch.path(), mirror);
  EXPECT_TRUE(fs::exists(mirror + "/a.cpp"));
  EXPECT_FALSE(fs::exists(mirror + "/below/mirror"));
}

TEST(VerifyTree, refusesAFolderOfOthers) {
  const ScratchFolder scratch;
  put(scratch.path() + "/tree/a.cpp", "a");
  put(scratch.path() + "/precious/letter", "dear");
  EXPECT_THROW(mirrorTree(scratch.path() + "/tree", scratch.path() + "/precious"), UserError);
  EXPECT_FALSE(fs::exists(scratch.path() + "/precious/a.cpp"));
}

}  // namespace
}  // namespace cotidy

// WriteTest.cpp: a file is whole, or as it was.
#include "driver/Write.h"

#include "test/unit/Workspace.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace cotidy {
namespace {

class WriteTest : public test::Workspace {
protected:
  mode_t modeOf(const std::string &file) const {
    struct stat status = {};
    EXPECT_EQ(::stat(path(file).c_str(), &status), 0);
    return status.st_mode & 07777;
  }
};

TEST_F(WriteTest, newFilesFollowTheUmask) {
  const mode_t before = ::umask(027);
  const std::string error = writeFileAtomically(path("new.txt"), std::string_view("a\0b", 3));
  ::umask(before);
  EXPECT_EQ(error, "");
  EXPECT_EQ(read("new.txt"), std::string("a\0b", 3));
  EXPECT_EQ(modeOf("new.txt"), 0640U);
  EXPECT_EQ(list(), std::vector<std::string>{"new.txt"});
}

TEST_F(WriteTest, replacedFilesKeepTheirPermissions) {
  write("run.sh", "old");
  ASSERT_EQ(::chmod(path("run.sh").c_str(), 0751), 0);
  EXPECT_EQ(writeFileAtomically(path("run.sh"), "new"), "");
  EXPECT_EQ(read("run.sh"), "new");
  EXPECT_EQ(modeOf("run.sh"), 0751U);
}

TEST_F(WriteTest, linksStayLinks) {
  write("real.txt", "old");
  std::filesystem::create_symlink("real.txt", path("link.txt"));
  EXPECT_EQ(writeFileAtomically(path("link.txt"), "new"), "");
  EXPECT_TRUE(std::filesystem::is_symlink(path("link.txt")));
  EXPECT_EQ(read("real.txt"), "new");
}

TEST_F(WriteTest, errorsNameFileReasonAndNextStep) {
  const std::string missing = writeFileAtomically(path("no/such/a.txt"), "x");
  EXPECT_EQ(missing,
            "cannot write '" + path("no/such/a.txt") + "': No such file or directory; create the folder first");
  write("folder/a.txt", "");
  const std::string folder = writeFileAtomically(path("folder"), "x");
  EXPECT_EQ(folder, "cannot write '" + path("folder") + "': Is a directory; name a file");
  EXPECT_EQ(list(), std::vector<std::string>{"folder"});
}

TEST_F(WriteTest, devicesAreWrittenToAndNotReplaced) {
  EXPECT_EQ(writeFileAtomically("/dev/null", "x"), "");
  struct stat status = {};
  ASSERT_EQ(::stat("/dev/null", &status), 0);
  EXPECT_TRUE(S_ISCHR(status.st_mode));

  ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
  const int reader = ::open(path("pipe").c_str(), O_RDONLY | O_NONBLOCK);
  ASSERT_GE(reader, 0);
  EXPECT_EQ(writeFileAtomically(path("pipe"), "hello"), "");
  char buffer[16];
  EXPECT_EQ(::read(reader, buffer, sizeof buffer), 5);
  ::close(reader);
}

TEST_F(WriteTest, whatIsNotCommittedVanishes) {
  write("a.txt", "old");
  {
    const StagedFile staged(path("a.txt"), "new");
    EXPECT_EQ(staged.error(), "");
    EXPECT_EQ(list().size(), 2U);
  }
  EXPECT_EQ(read("a.txt"), "old");
  EXPECT_EQ(list(), std::vector<std::string>{"a.txt"});
}

TEST_F(WriteTest, readOnlyFilesAreNotReplaced) {
  write("a.txt", "old");
  ASSERT_EQ(::chmod(path("a.txt").c_str(), 0444), 0);
  ASSERT_EQ(::chmod(root().c_str(), 0777), 0);
  // Root may write to everything, so it sends somebody who may not: access() asks about the real user.
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    if (::geteuid() == 0 && ::setuid(65534) != 0) ::_exit(3);
    ::_exit(writeFileAtomically(path("a.txt"), "new").find("Permission denied") != std::string::npos ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_EQ(read("a.txt"), "old");
}

}  // namespace
}  // namespace cotidy

// IdentityTest.cpp: which edits a finding survives, and which calls must not be taken for it.
#include "driver/Identity.h"

#include "test/unit/Workspace.h"

namespace cotidy {
namespace {

class IdentityTest : public test::Workspace {
protected:
  /// The finding about `call` in a text, as a file of that name would give it.
  static Identity identity(const std::string &text, const std::string &call, const std::string &function = "f",
                           const std::string &name = "a.cpp", std::size_t occurrence = 0) {
    Sources sources("/nowhere");
    sources.add(name, text);
    Finding finding;
    finding.rule = "blocking-sleep";
    finding.function = function;
    finding.subject = "usleep";
    std::size_t at = text.find(call);
    while (occurrence-- > 0) at = text.find(call, at + 1);
    finding.at = test::locate(name, text, call);
    finding.at.begin = static_cast<std::uint32_t>(at);
    finding.at.end = static_cast<std::uint32_t>(at + call.size());
    const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
    finding.at.line = static_cast<std::uint32_t>(line);
    finding.at.column = static_cast<std::uint32_t>(at - (text.rfind('\n', at) + 1) + 1);
    return identityOf(finding, sources);
  }

  static std::vector<std::optional<std::size_t>> match(const std::vector<Identity> &old, const std::vector<Identity> &now) {
    std::vector<std::optional<std::size_t>> result;
    for (const auto &found : matchIdentities(old, now))
      result.push_back(found ? std::optional(found->old) : std::nullopt);
    return result;
  }
};

using Pairs = std::vector<std::optional<std::size_t>>;

TEST_F(IdentityTest, holdsNoPlace) {
  const Identity here = identity("first();\nusleep(1);\nlast();\n", "usleep(1)");
  EXPECT_EQ(here, identity("\n\n\nfirst( );\n\n  usleep(1);\n\n\tlast();\n", "usleep(1)"));
  EXPECT_EQ(here.code, "usleep(1)");
  EXPECT_EQ(here.before.size(), 8U);
  EXPECT_NE(here.before, here.after);
}

TEST_F(IdentityTest, survivesEditsOfItsSurroundings) {
  const Identity old = identity("first();\nusleep(1);\nlast();\n", "usleep(1)");
  for (const Identity &now :
       {identity("other();\nusleep(1);\nlast();\n", "usleep(1)"), identity("first();\nusleep(1);\nother();\n", "usleep(1)"),
        identity("x();\nusleep(1);\ny();\n", "usleep(1)"), identity("first();\nusleep(\n  1);\nlast();\n", "usleep(\n  1)"),
        identity("first();\nusleep(1);\nlast();\n", "usleep(1)", "renamed"),
        identity("first();\nusleep(1);\nlast();\n", "usleep(1)", "f", "renamed.cpp")}) {
    const auto found = matchIdentities(std::vector{old}, std::vector{now});
    ASSERT_TRUE(found.front());
    EXPECT_FALSE(found.front()->edited);
  }
}

TEST_F(IdentityTest, anEditedCallIsKnownWhereMostOfItStayed) {
  const Identity old = identity("usleep(waitingTime);\n", "usleep(waitingTime)");
  const auto found = matchIdentities(std::vector{old}, std::vector{identity("usleep(2 * waitingTime);\n", "usleep(2 * waitingTime)")});
  ASSERT_TRUE(found.front());
  EXPECT_TRUE(found.front()->edited);
  const Identity other = identity("pool.drain(everything, now);\n", "pool.drain(everything, now)");
  EXPECT_EQ(match({old}, {other}), Pairs{std::nullopt});
}

TEST_F(IdentityTest, eachOldOneStandsForOneNewOne) {
  const std::string once = "a();\nusleep(1);\nb();\n", twice = "a();\nusleep(1);\nb();\nusleep(1);\nc();\n";
  const Identity old = identity(once, "usleep(1)");
  const std::vector<Identity> now{identity(twice, "usleep(1)", "f", "a.cpp", 1), identity(twice, "usleep(1)", "f", "a.cpp", 0)};
  EXPECT_EQ(match({old}, now), (Pairs{std::nullopt, 0}));  // the one with the same neighbours, wherever it is listed
}

TEST_F(IdentityTest, anotherRuleOrSubjectIsNew) {
  const Identity old = identity("usleep(1);\n", "usleep(1)");
  Identity rule = old, subject = old;
  rule.rule = "busy-wait";
  subject.subject = "sleep";
  EXPECT_EQ(match({old}, {rule, subject}), (Pairs{std::nullopt, std::nullopt}));
}

TEST_F(IdentityTest, textThatIsNoUtf8IsStoredAsItIsCompared) {
  const Identity identity = IdentityTest::identity("usleep(\"\xFF\");\n", "usleep(\"\xFF\")");
  EXPECT_EQ(identity.code, "usleep(\"?\")");
}

TEST_F(IdentityTest, aFileThatIsGoneLeavesRuleAndNames) {
  Finding finding;
  finding.rule = "blocking-sleep";
  finding.at = {.file = "gone.cpp", .line = 3, .column = 1};
  const Identity identity = identityOf(finding, Sources(root()));
  EXPECT_EQ(identity.code, "");
  EXPECT_EQ(identity.before, "");
}

}  // namespace
}  // namespace cotidy

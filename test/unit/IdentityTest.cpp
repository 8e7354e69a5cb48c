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

  static std::vector<std::optional<std::size_t>> match(const std::vector<Identity> &old,
                                                       const std::vector<Identity> &now) {
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
  EXPECT_EQ(here.before.size(), 8U);  // one line is there, and three at most are taken
  EXPECT_NE(here.before, here.after);
  EXPECT_EQ(identity("a;\nb;\nc;\nd;\nusleep(1);\n", "usleep(1)").before.size(), 3 * 8U + 2);
}

TEST_F(IdentityTest, survivesEditsOfItsSurroundings) {
  const Identity old = identity("first();\nusleep(1);\nlast();\n", "usleep(1)");
  for (const Identity &now : {identity("other();\nusleep(1);\nlast();\n", "usleep(1)"),
                              identity("first();\nusleep(1);\nother();\n", "usleep(1)"),
                              identity("first();\nx();\nusleep(1);\ny();\nlast();\n", "usleep(1)"),
                              identity("first();\nusleep(\n  1);\nlast();\n", "usleep(\n  1)"),
                              identity("first();\nusleep(1);\nlast();\n", "usleep(1)", "renamed"),
                              identity("first();\nusleep(1);\nlast();\n", "usleep(1)", "f", "renamed.cpp")}) {
    const auto found = matchIdentities(std::vector{old}, std::vector{now});
    ASSERT_TRUE(found.front());
    EXPECT_FALSE(found.front()->edited);
  }
}

TEST_F(IdentityTest, whatHasNothingButItsWordsInCommonIsNew) {
  const Identity old = identity("first();\nusleep(1);\nlast();\n", "usleep(1)");
  const Identity elsewhere = identity("x();\nusleep(1);\ny();\n", "usleep(1)"),
                 inOther = identity("first();\nusleep(1);\ny();\n", "usleep(1)", "g");
  EXPECT_EQ(match({old}, {elsewhere, inOther}), (Pairs{std::nullopt, std::nullopt}));
  Identity bare = old;  // an entry that was written by hand
  bare.before = bare.after = "";
  EXPECT_EQ(match({bare}, {elsewhere}), Pairs{0});
  const Identity wordy =
                     identity("first();\nusleep(secondsOf(everything));\nlast();\n", "usleep(secondsOf(everything))"),
                 moved = identity("x();\nusleep(secondsOf(everything));\ny();\n", "usleep(secondsOf(everything))");
  EXPECT_EQ(match({wordy}, {moved}), Pairs{0});  // so many words are no chance
}

TEST_F(IdentityTest, anEditedCallIsKnownWhereMostOfItStayed) {
  const Identity old = identity("first();\nusleep(waitingTime);\nlast();\n", "usleep(waitingTime)");
  const auto edited = [&](const std::string &call) {
    return matchIdentities(std::vector{old}, std::vector{identity("first();\n" + call + ";\nnext();\n", call)});
  };
  const auto found = edited("usleep(2 * waitingTime)");
  ASSERT_TRUE(found.front());
  EXPECT_TRUE(found.front()->edited);
  EXPECT_FALSE(edited("pool.drain(everything, now)").front());
}

TEST_F(IdentityTest, aRewrittenCallIsKnownByTheLinesAroundIt) {
  const std::string before = "a();\nb();\nc();\n", after = ";\nd();\ne();\nf();\n";
  const Identity old = identity(before + "usleep(1)" + after, "usleep(1)");
  const Identity now = identity(before + "home::pause(clock, longest)" + after, "home::pause(clock, longest)");
  EXPECT_EQ(match({old}, {now}), Pairs{0});
  Identity far = now;
  far.file = "b.cpp";
  EXPECT_EQ(match({old}, {far}), Pairs{std::nullopt});
}

TEST_F(IdentityTest, aRenamedFileIsLearntFromTheSurePairs) {
  const std::string before = "a();\nb();\nusleep(1);\nc();\nd();\nusleep(2);\ne();\n",
                    after = "a();\nb();\nusleep(1);\nc();\nx();\nusleep(23);\ny();\n";
  const std::vector old{identity(before, "usleep(1)", "f", "a.cpp"), identity(before, "usleep(2)", "f", "a.cpp")};
  const auto now = [&](const std::string &file) {
    return std::vector{identity(after, "usleep(1)", "f", file), identity(after, "usleep(23)", "f", file)};
  };
  EXPECT_EQ(match(old, now("folder/other.cpp")), (Pairs{0, 1}));
  EXPECT_EQ(match({old[1]}, {now("other.cpp")[1]}), Pairs{std::nullopt});      // nothing tells that it is this file
  EXPECT_EQ(match({old[1]}, {now("folder/a.cpp")[1]}), Pairs{0});              // but its last name
  std::vector both = now("b.cpp");
  both.push_back(identity("usleep(7);\n", "usleep(7)", "f", "a.cpp"));
  EXPECT_EQ(match(old, both), (Pairs{0, std::nullopt, std::nullopt}));         // a.cpp is still there
}

TEST_F(IdentityTest, theBestPairsGoFirst) {
  const std::string text = "a();\nusleep(first);\nb();\nusleep(second);\nc();\n";
  const std::vector old{identity(text, "usleep(first)"), identity(text, "usleep(second)")};
  const std::string edited = "a();\nusleep(first2);\nb();\nusleep(second2);\nc();\n";
  const std::vector now{identity(edited, "usleep(second2)"), identity(edited, "usleep(first2)")};
  EXPECT_EQ(match(old, now), (Pairs{1, 0}));
}

TEST_F(IdentityTest, theChainTellsTwinsApart) {
  const std::string text = "a();\nwork(1);\nb();\nvoid work() { helper(); }\nvoid other() { leaf(); }\n";
  Finding finding;
  finding.rule = "blocking-sleep";
  finding.at = test::locate("a.cpp", text, "work(1)");
  Sources sources("/nowhere");
  sources.add("a.cpp", text);
  std::vector<Identity> identities;
  for (const std::string call : {"helper()", "leaf()"}) {
    finding.steps = {{finding.at, "here"}, {test::locate("a.cpp", text, call), "there"}};
    identities.push_back(identityOf(finding, sources));
  }
  EXPECT_EQ(identities[0].chain, "helper");
  EXPECT_EQ(match(identities, {identities[1], identities[0]}), (Pairs{1, 0}));
}

TEST_F(IdentityTest, eachOldOneStandsForOneNewOne) {
  const std::string once = "a();\nusleep(1);\nb();\n", twice = "a();\nusleep(1);\nb();\nusleep(1);\nc();\n";
  const Identity old = identity(once, "usleep(1)");
  const std::vector<Identity> now{identity(twice, "usleep(1)", "f", "a.cpp", 1),
                                  identity(twice, "usleep(1)", "f", "a.cpp", 0)};
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

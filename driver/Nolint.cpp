// Nolint.cpp: one pass over the text for the word, wherever it stands: clang-tidy does not ask for a comment either.
#include "driver/Nolint.h"

#include "driver/Names.h"
#include "driver/Report.h"

#include <algorithm>
#include <cctype>

namespace cotidy {

namespace {

constexpr std::string_view word = "NOLINT";

/// One occurrence of the word, before BEGIN and END find each other.
struct Token {
  std::string_view kind;              // what follows the word: "", "NEXTLINE", "BEGIN", "END"
  std::optional<std::string_view> globs;
  std::string reason;
  Nolint::Word word;
};

bool isKind(std::string_view kind) { return kind.empty() || kind == "NEXTLINE" || kind == "BEGIN" || kind == "END"; }

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// What stands behind the colon, up to the end of the line or of the comment.
std::string reasonIn(std::string_view rest) {
  rest = trim(rest);
  if (!rest.starts_with(':')) return {};
  return std::string(trim(rest.substr(1, rest.find("*/") == std::string_view::npos ? rest.npos : rest.find("*/") - 1)));
}

/// The tokens of one line, which begins at byte `offset`.
void readLine(std::string_view line, std::uint32_t number, std::size_t offset, std::vector<Token> &tokens) {
  for (auto at = line.find(word); at != std::string_view::npos; at = line.find(word, at)) {
    at += word.size();
    const auto begin = at;
    while (at < line.size() && std::isalpha(static_cast<unsigned char>(line[at]))) ++at;
    Token token{line.substr(begin, at - begin), std::nullopt, {}, {number, 0, 0}};
    if (!isKind(token.kind)) continue;
    if (at < line.size() && line[at] == '(')
      if (const auto close = line.find(')', at); close != std::string_view::npos) {
        token.globs = line.substr(at + 1, close - at - 1);
        at = close + 1;
      }
    token.reason = reasonIn(line.substr(at));
    token.word.begin = static_cast<std::uint32_t>(offset + begin - word.size());
    token.word.end = static_cast<std::uint32_t>(offset + at);
    tokens.push_back(std::move(token));
  }
}

std::vector<Token> readTokens(std::string_view text) {
  std::vector<Token> tokens;
  std::uint32_t number = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const auto end = std::min(text.find('\n', offset), text.size());
    readLine(text.substr(offset, end - offset), ++number, offset, tokens);
    offset = end + 1;
  }
  return tokens;
}

/// No parentheses mean every rule, empty ones none; a glob with `-` takes nothing away: all as in clang-tidy.
std::vector<std::string> globsOf(const Token &token) {
  if (!token.globs) return {"*"};
  std::vector<std::string> globs = splitList(*token.globs);
  std::erase_if(globs, [](const std::string &glob) { return glob.starts_with('-'); });
  return globs;
}

}  // namespace

Nolint::Nolint(std::string_view text) {
  std::vector<Token> open;
  for (const Token &token : readTokens(text)) {
    if (token.kind == "BEGIN") {
      open.push_back(token);
    } else if (token.kind == "END") {
      if (open.empty() || open.back().globs != token.globs) {
        unmatched_.push_back(token.word.line);
        continue;
      }
      const Token &begin = open.back();
      comments_.push_back({begin.word.line, token.word.line, globsOf(token), begin.reason, {begin.word, token.word}});
      open.pop_back();
    } else {
      const std::uint32_t line = token.kind.empty() ? token.word.line : token.word.line + 1;
      comments_.push_back({line, line, globsOf(token), token.reason, {token.word}});
    }
  }
  for (const Token &token : open) unmatched_.push_back(token.word.line);
  std::ranges::sort(unmatched_);
}

bool Nolint::Comment::accepts(std::string_view rule, std::uint32_t line) const {
  const std::string id = ruleId(rule);
  return line >= first && line <= last &&
         std::ranges::any_of(globs, [&](const std::string &glob) { return matchesGlob(glob, id); });
}

std::optional<std::string> Nolint::reasonFor(std::string_view rule, std::uint32_t line) const {
  for (const Comment &comment : comments_)
    if (comment.accepts(rule, line)) return comment.reason;
  return std::nullopt;
}

}  // namespace cotidy

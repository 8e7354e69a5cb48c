// CASE: a register is written by a coroutine that lets others run after each deed
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <cstdint>
#include <map>
#include <sstream>
#include <string>

namespace ss = seastar;

struct deed {
    std::string owner;
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    std::uint64_t size = 0;
    bool mortgaged = false;
};

class register_base {
public:
    virtual ~register_base() = default;
    virtual ss::future<> write(std::ostream& out) const = 0;
    virtual std::string place() const = 0;
};

class deed_register : public register_base {
public:
    ss::future<> write(std::ostream& out) const override {
        out << "{\"town\":\"" << town_ << "\",\"deeds\":[";
        bool first = true;
        for (const auto& [number, one] : deeds_) {
            if (!first)
                out << ',';
            first = false;
            out << "{\"number\":" << number << ",\"owner\":\"" << one.owner << "\",\"from\":" << one.from
                << ",\"to\":" << one.to << ",\"size\":" << one.size << ",\"mortgaged\":" << one.mortgaged << '}';
            co_await ss::coroutine::maybe_yield();
        }
        out << "]}";
    }
    std::string place() const override { return town_ + "/deeds.json"; }

private:
    std::string town_;
    std::map<std::uint64_t, deed> deeds_;
};

class archive {
public:
    ss::future<> put(std::string place, std::string text);
};

class clerk {
public:
    ss::future<bool> send(const register_base& one) {
        std::ostringstream text;
        co_await one.write(text);
        co_await archive_.put(one.place(), std::move(text).str());
        co_return true;
    }

private:
    archive& archive_;
};

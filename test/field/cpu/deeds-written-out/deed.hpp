#pragma once
#include <cstdint>
#include <iosfwd>
#include <map>
#include <memory>
#include <string>

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
    virtual void write(std::ostream& out) const = 0;
    virtual std::string place() const = 0;
};

class deed_register : public register_base {
public:
    void write(std::ostream& out) const override;
    std::string place() const override { return town_ + "/deeds.json"; }

private:
    std::string town_;
    std::map<std::uint64_t, deed> deeds_;
};

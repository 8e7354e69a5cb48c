#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace labels {

struct Sheet { std::vector<std::string> cells; };

class Form {
public:
    template <typename Value>
    Form& fill(std::size_t cell, const Value& value) {
        actions_.emplace_back([cell, value](Sheet& s) { s.cells.at(cell) = value; });
        return *this;
    }

    void print(Sheet& sheet) {
        for (auto& action : actions_) {
            action(sheet);
        }
    }

private:
    std::vector<std::function<void(Sheet&)>> actions_;
};

std::string today();

void label(Form& form) {
    form.fill(0, today());
    form.fill(1, std::string("fragile"));
}

void one(const std::string& text, Sheet& sheet) {
    Form form;
    form.fill(2, text);
    form.print(sheet);
}

} // namespace labels

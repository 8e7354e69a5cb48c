#pragma once
#include <memory>
#include <mutex>
#include <ostream>
#include <string>

enum class weight { error, note, detail };

/// Where all parts of the program say what they do.
class diary {
public:
    static diary& instance();
    void send_to(const std::string& path);
    void append(weight how, const std::string& text);

private:
    std::mutex m_;
    std::shared_ptr<std::ostream> out_;
    weight least_ = weight::note;
};

template <typename... Parts> void say(weight how, const Parts&... parts) {
    std::string text;
    ((text += parts), ...);
    diary::instance().append(how, text);
}

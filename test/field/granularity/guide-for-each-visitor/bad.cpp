// CASE: each visitor who comes in gets a thread as his guide, and nobody counts the guides
#include <arpa/inet.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

class museum {
public:
    explicit museum(int door) : door_(door) {}

    void open() {
        while (true) {
            sockaddr_in from{};
            socklen_t length = sizeof from;
            const int visitor = ::accept(door_, reinterpret_cast<sockaddr*>(&from), &length);
            if (visitor < 0)
                break;
            std::thread guide(&museum::lead, this, visitor);  // EXPECT: thread-per-item|detached-task
            guide.detach();  // EXPECT-ALT: thread-per-item|detached-task
        }
    }

private:
    void lead(int visitor) {
        std::string wish(256, '\0');
        const ssize_t n = ::recv(visitor, wish.data(), wish.size(), 0);
        if (n > 0)
            tell(visitor, wish.substr(0, static_cast<std::size_t>(n)));
        ::close(visitor);
    }
    void tell(int visitor, const std::string& about);

    int door_;
};

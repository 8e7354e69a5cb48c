#include "names.hpp"
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <array>
#include <cstring>

namespace names {
bool look_up(const std::string& host, trantor::InetAddress& into) {
    std::array<char, 16 * 1024> scratch;
    hostent entry{};
    hostent* found = nullptr;
    int error = 0;
    const int rc = ::gethostbyname_r(host.c_str(), &entry, scratch.data(), scratch.size(), &found, &error);
    if (rc != 0 || found == nullptr)
        return false;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    std::memcpy(&address.sin_addr, found->h_addr, sizeof address.sin_addr);
    into = trantor::InetAddress(address);
    return true;
}
}  // namespace names

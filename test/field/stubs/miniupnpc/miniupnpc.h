#pragma once
/* Test stub: declarations only. */
#ifdef __cplusplus
extern "C" {
#endif
struct UPNPDev;
struct UPNPDev *upnpDiscover(int delay, const char *multicastif, const char *minissdpdsock, int localport, int ipv6,
                             unsigned char ttl, int *error);
void freeUPNPDevlist(struct UPNPDev *devlist);
#ifdef __cplusplus
}
#endif

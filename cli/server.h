/* A web server of a site's pages: reads only, one request at a time, however many are open. */
#ifndef TIAOMU_CLI_SERVER_H
#define TIAOMU_CLI_SERVER_H

#include "cli/site.h"
#include <stdint.h>

struct server;

/* Listens on an address ("127.0.0.1", "::1") and port (0: any that is free), and answers until
 * server_stop. NULL after a message. */
struct server *server_start(struct arena *a, struct site *site, const char *host, uint16_t port);
uint16_t server_port(const struct server *s);
void server_stop(struct server *s);

#endif

#include "cli/server.h"
#include "base/library.h"
#include "base/utf8.h"
#include "cli/say.h"
#include "cli/uri.h"
#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A request has no body and its address holds a few words; whoever sends more is no browser. Memory
 * is for the headers of one connection, times in seconds. */
enum {
    MOST_URI = 8192,
    MOST_BODY = 65536,
    MEMORY = 32768,
    CONNECTIONS = 64,
    CONNECTIONS_EACH = 32,
    IDLE = 30
};

/* The calls of libmicrohttpd. */
#define MICROHTTPD(X)                                                                              \
    X(MHD_add_response_header, add_header)                                                         \
    X(MHD_create_response_from_buffer, make_response)                                              \
    X(MHD_destroy_response, destroy_response)                                                      \
    X(MHD_get_daemon_info, get_info)                                                               \
    X(MHD_lookup_connection_value, look_up)                                                        \
    X(MHD_queue_response, queue_response)                                                          \
    X(MHD_start_daemon, start)                                                                     \
    X(MHD_stop_daemon, stop)

struct microhttpd {
    MICROHTTPD(LIBRARY_CALL)
};

struct server {
    struct microhttpd mhd;
    struct MHD_Daemon *daemon;
    struct site *site;
    bool loopback;
    uint16_t port;
};

/* What is known of a request while it comes in. */
struct exchange {
    struct arena *a;
    struct str uri;
    bool too_long;
};

static void *note_uri(void *ctx, const char *uri, struct MHD_Connection *connection) {
    (void)ctx, (void)connection;
    struct arena *a = arena_new(say_out_of_memory);
    struct exchange *x = arena_alloc(a, sizeof *x);
    struct str all = str_of(uri);
    *x = (struct exchange){a, str_dup(a, str_cut(all, 0, MOST_URI)), all.n > MOST_URI};
    return x;
}

static void forget(void *ctx, struct MHD_Connection *connection, void **state,
                   enum MHD_RequestTerminationCode how) {
    (void)ctx, (void)connection, (void)how;
    struct exchange *x = *state;
    if (x)
        arena_drop(x->a);
    *state = NULL;
}

/* Pages run their own scripts, show no foreign thing and stand in no foreign frame. */
static void add_headers(const struct microhttpd *mhd, struct MHD_Response *r,
                        const struct site_page *page) {
    static const char policy[] =
        "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    mhd->add_header(r, "Content-Type", page->type);
    mhd->add_header(r, "Content-Security-Policy", policy);
    mhd->add_header(r, "X-Content-Type-Options", "nosniff");
    mhd->add_header(r, "Referrer-Policy", "no-referrer");
    mhd->add_header(r, "Cache-Control", "no-cache");
    if (page->status == MHD_HTTP_METHOD_NOT_ALLOWED)
        mhd->add_header(r, "Allow", "GET, HEAD");
}

static enum MHD_Result answer(const struct server *s, struct MHD_Connection *connection,
                              const struct site_page *page) {
    struct MHD_Response *r = s->mhd.make_response(page->bytes.n, (void *)(uintptr_t)page->bytes.p,
                                                  MHD_RESPMEM_MUST_COPY);
    if (!r)
        return MHD_NO;
    add_headers(&s->mhd, r, page);
    enum MHD_Result rc = s->mhd.queue_response(connection, (unsigned)page->status, r);
    s->mhd.destroy_response(r);
    return rc;
}

static enum MHD_Result refuse(const struct server *s, struct MHD_Connection *connection,
                              unsigned status, const char *why) {
    struct site_page page = {(int)status, "text/plain; charset=utf-8", str_of(why)};
    return answer(s, connection, &page);
}

/* A body that is announced as longer than any form's, or in pieces of unknown length. */
static bool has_large_body(const struct server *s, struct MHD_Connection *connection) {
    const char *length = s->mhd.look_up(connection, MHD_HEADER_KIND, "Content-Length");
    const char *coding = s->mhd.look_up(connection, MHD_HEADER_KIND, "Transfer-Encoding");
    return coding || (length && strtoull(length, NULL, 10) > MOST_BODY);
}

/* A foreign site whose name was turned to this machine's address would speak another Host. */
static bool is_for_us(const struct server *s, struct MHD_Connection *connection) {
    static const char *const names[] = {"localhost", "127.0.0.1", "[::1]"};
    const char *host = s->mhd.look_up(connection, MHD_HEADER_KIND, "Host");
    if (!s->loopback || !host)
        return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t n = strlen(names[i]);
        if (strncasecmp(host, names[i], n) == 0 && (host[n] == 0 || host[n] == ':'))
            return true;
    }
    return false;
}

static enum MHD_Result give_page(struct server *s, struct MHD_Connection *connection,
                                 struct exchange *x) {
    struct diags diags = {.a = x->a};
    struct uri uri;
    if (uri_read(x->a, x->uri, &uri) < 0)
        return refuse(s, connection, MHD_HTTP_BAD_REQUEST, "400: the address is malformed\n");
    if (site_read(s->site, &diags) < 0) {
        say_findings(NULL, &diags, DIAG_ERROR);
        return refuse(s, connection, MHD_HTTP_INTERNAL_SERVER_ERROR,
                      "500: the database could not be read; the server's messages say why\n");
    }
    struct site_page page = site_page(s->site, x->a, uri.path, &uri.params);
    return answer(s, connection, &page);
}

static enum MHD_Result handle(void *ctx, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *body,
                              size_t *body_n, void **state) {
    (void)url, (void)version, (void)body;
    struct server *s = ctx;
    struct exchange *x = *state;
    if (*body_n) {
        *body_n = 0;
        return MHD_YES;
    }
    if (has_large_body(s, connection))
        return refuse(s, connection, MHD_HTTP_CONTENT_TOO_LARGE, "413: too large\n");
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
        return refuse(s, connection, MHD_HTTP_METHOD_NOT_ALLOWED, "405: only GET and HEAD\n");
    if (!x || x->too_long)
        return refuse(s, connection, MHD_HTTP_URI_TOO_LONG, "414: the address is too long\n");
    if (!is_for_us(s, connection))
        return refuse(s, connection, MHD_HTTP_BAD_REQUEST,
                      "400: this server answers to localhost alone\n");
    return give_page(s, connection, x);
}

/* The address as a socket's; 0 where it is none. */
static socklen_t address_of(const char *host, uint16_t port, struct sockaddr_storage *out) {
    struct sockaddr_in *four = (struct sockaddr_in *)out;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)out;
    memset(out, 0, sizeof *out);
    if (inet_pton(AF_INET, host, &four->sin_addr) == 1) {
        four->sin_family = AF_INET;
        four->sin_port = htons(port);
        return sizeof *four;
    }
    if (inet_pton(AF_INET6, host, &six->sin6_addr) == 1) {
        six->sin6_family = AF_INET6;
        six->sin6_port = htons(port);
        return sizeof *six;
    }
    return 0;
}

static bool is_loopback(const char *host) {
    return strncmp(host, "127.", 4) == 0 || strcmp(host, "::1") == 0;
}

static struct MHD_Daemon *listen_at(struct server *s, const struct sockaddr_storage *address,
                                    uint16_t port) {
    unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_AUTO;
    if (address->ss_family == AF_INET6)
        flags |= MHD_USE_IPv6;
    return s->mhd.start(flags, port, NULL, NULL, handle, s, MHD_OPTION_SOCK_ADDR, address,
                        MHD_OPTION_URI_LOG_CALLBACK, note_uri, s, MHD_OPTION_NOTIFY_COMPLETED,
                        forget, s, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)MEMORY,
                        MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
                        MHD_OPTION_PER_IP_CONNECTION_LIMIT, (unsigned)CONNECTIONS_EACH,
                        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE, MHD_OPTION_END);
}

static const char *load(struct microhttpd *out) {
#define NAME(function, member) #function "\0"
    return library_load(LIBRARY("libmicrohttpd", "12"), MICROHTTPD(NAME), out);
#undef NAME
}

struct server *server_start(struct arena *a, struct site *site, const char *host, uint16_t port) {
    struct server *s = arena_alloc(a, sizeof *s);
    struct sockaddr_storage address;
    *s = (struct server){.site = site, .loopback = is_loopback(host)};
    if (!address_of(host, port, &address)) {
        say(NULL, "--host needs an address such as 127.0.0.1 or ::1, not \"%s\"", host);
        return NULL;
    }
    const char *amiss = load(&s->mhd);
    if (amiss) {
        say(NULL, "%s; install libmicrohttpd (on Debian libmicrohttpd12)", amiss);
        return NULL;
    }
    errno = 0;
    s->daemon = listen_at(s, &address, port);
    if (!s->daemon) {
        say(NULL, "cannot listen on %s port %u: %s; choose another with --port", host, port,
            errno ? strerror(errno) : "the system refused");
        return NULL;
    }
    const union MHD_DaemonInfo *info = s->mhd.get_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT);
    s->port = info ? info->port : port;
    return s;
}

uint16_t server_port(const struct server *s) {
    return s->port;
}

void server_stop(struct server *s) {
    s->mhd.stop(s->daemon);
}

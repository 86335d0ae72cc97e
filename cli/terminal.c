#include "cli/terminal.h"
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

size_t terminal_width(void) {
    enum { USUAL = 80, MOST = 1000 };
    const char *columns = getenv("COLUMNS");
    struct winsize size;
    long set = columns ? strtol(columns, NULL, 10) : 0;
    if (set > 0 && set <= MOST)
        return (size_t)set;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
        return size.ws_col;
    return USUAL;
}

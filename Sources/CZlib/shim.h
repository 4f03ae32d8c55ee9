#ifndef FITXA_CZLIB_SHIM_H
#define FITXA_CZLIB_SHIM_H

#include <zlib.h>

/* Swift does not import the macro; 15 + 16 asks for the largest window and a gzip header. */
static inline int fitxa_gzip_start(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

#endif

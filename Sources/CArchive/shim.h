#ifndef FITXA_CARCHIVE_SHIM_H
#define FITXA_CARCHIVE_SHIM_H

#include <archive.h>
#include <archive_entry.h>

/* Swift does not import macros with a cast, which is how libarchive spells the kind of an entry. */
static const unsigned int fitxa_entry_kind_file = AE_IFREG;
static const unsigned int fitxa_entry_kind_folder = AE_IFDIR;

#endif

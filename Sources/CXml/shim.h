#ifndef FITXA_CXML_SHIM_H
#define FITXA_CXML_SHIM_H

#include <libxml/parser.h>
#include <libxml/xmlerror.h>

#endif

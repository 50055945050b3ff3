/** Documents that staff send: PDF files taken apart and made anew, so that they hold pages and nothing else. */
@NullMarked
package cn.estation.media.document;

import org.jspecify.annotations.NullMarked;

/** Blank forms and filled-in samples: uploaded by staff, part of a version by their address, given out with it. */
@NullMarked
package cn.estation.guide.form;

import org.jspecify.annotations.NullMarked;

/** Scores are shown inside their community before they are posted, and whoever doubts one gets an answer (公示). */
@NullMarked
package cn.estation.points.publicity;

import org.jspecify.annotations.NullMarked;

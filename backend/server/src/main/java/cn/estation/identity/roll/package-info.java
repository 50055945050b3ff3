/** Lists of a unit's members, taken in from Excel: who registered is confirmed, who has not yet is asked to. */
@NullMarked
package cn.estation.identity.roll;

import org.jspecify.annotations.NullMarked;

/**
 * The WeChat stand-in: what the platform answers, checks, limits and pushes, on a laptop, with a page that is the phone.
 *
 * <p>Nothing here uses the service's WeChat library. A mistake in one of the two is therefore seen by the other.
 */
@NullMarked
package cn.estation.sandbox.wechat;

import org.jspecify.annotations.NullMarked;

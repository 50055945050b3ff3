/**
 * What fault tests add to a running server, as a jar of its own beside the server's: a clock that can be set, and a
 * way to end the process or cut its database connection at any chosen step of a request. Production never has it.
 */
@NullMarked
package cn.estation.sandbox.addon;

import org.jspecify.annotations.NullMarked;

package cn.estation.grid;

/**
 * A service point, or a counter of it, is open at other times than before: its hours were edited, it went in or out of use, an
 * exceptional opening was announced, or a closure was taken back. A closure is told by {@link ExceptionallyClosed}.
 */
public record HoursChanged(long pointId) {}

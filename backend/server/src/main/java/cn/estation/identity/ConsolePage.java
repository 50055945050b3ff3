package cn.estation.identity;

/**
 * An entry of the console's navigation. Each module declares its own as a bean; staff see those they may use.
 *
 * @param path under {@code /console}
 * @param order small comes first; its hundreds are the part of the menu: below 100 what residents wait for, 1 guides, 3
 *     appointments, 4 members and tasks, 5 and 6 points and the mall, from 7 on how the place is run
 */
public record ConsolePage(String title, String path, Permission permission, int order) {}

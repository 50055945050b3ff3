package cn.estation.guide;

/**
 * One thing to bring, as the card tells it.
 *
 * @param form original or copy, for example {@code 复印件}
 * @param medium {@code 纸质}, {@code 电子} or {@code 纸质或电子}
 * @param necessity {@code 必要}, {@code 视情况} or {@code 可以后补}
 * @param source where one gets it; empty if everybody has it
 * @param note what to mind; empty for nothing
 * @param blankForm an address, or words that say where the form to fill in is; empty for none
 * @param sampleForm the same of one that is filled in
 */
public record CardDocument(
        String name,
        String form,
        int copies,
        String medium,
        String necessity,
        String source,
        String note,
        String blankForm,
        String sampleForm) {

    /** The same with addresses of our own written out, for whoever does not come from us. */
    public CardDocument at(String baseUrl) {
        return new CardDocument(
                name,
                form,
                copies,
                medium,
                necessity,
                source,
                note,
                whole(blankForm, baseUrl),
                whole(sampleForm, baseUrl));
    }

    private static String whole(String link, String baseUrl) {
        return link.startsWith("/") ? baseUrl + link : link;
    }

    /** True for what can be opened; other words are only read. */
    public boolean opens(String said) {
        return said.startsWith("/") || said.startsWith("https://");
    }

    /** One line, for example {@code 户口簿：复印件 2 份（可以后补）}. */
    public String line() {
        var line = "%s：%s %d 份".formatted(name, form, copies);
        return necessity.equals("必要") ? line : line + "（" + necessity + "）";
    }
}

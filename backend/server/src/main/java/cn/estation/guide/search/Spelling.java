package cn.estation.guide.search;

import java.util.List;

/** Finds what was meant where a question is spelled in a way no guide is: by pinyin, or with a wrong character. */
interface Spelling {

    /** What parts of the question may stand for, beside the concepts already found in it. */
    List<Question.Concept> concepts(List<String> units, List<Question.Concept> known);

    Spelling NONE = (units, known) -> List.of();
}

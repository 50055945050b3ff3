package cn.estation.chat.talk;

/** Learns that somebody is here, before anything is answered; commits with the answer. */
public interface Heard {

    void heard(Question question);
}

package cn.estation.kernel;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A rule said no. Carries what RFC 9457 wants: a real status, a stable {@code type} and {@code code} for the client, and
 * one Chinese sentence a person can act on.
 */
public abstract class Refusal extends ErrorResponseException {

    protected Refusal(HttpStatus status, String code, String sentence) {
        super(status, problem(status, code, sentence), null);
    }

    /** The sentence for the person. */
    public String sentence() {
        var detail = getBody().getDetail();
        return detail == null ? "" : detail;
    }

    static ProblemDetail problem(HttpStatus status, String code, String sentence) {
        var problem = ProblemDetail.forStatusAndDetail(status, sentence);
        problem.setType(URI.create("urn:problem:" + code));
        problem.setTitle(status.getReasonPhrase());
        problem.setProperty("code", code);
        return problem;
    }
}

package wend;

/** A record of the rule: what is null is missing. */
public record Customer(Long t0, Long t1, Long t2, Long t3, Boolean t4, Long t5, Boolean t6, String t7) {}

package cn.ruhu.survey;

/// Something that keeps the visit from being finished.
///
/// @param path the question or roster to go to
/// @param code `survey.required`, `survey.confirm`, `survey.constraint`, `survey.choice`,
///   `survey.roster.few`
/// @param message the sentence to show, in the session's language
/// @param part which part of the visit it belongs to
/// @param inside whether it lies in an instance of a roster
public record Problem(
    String path, String section, String code, String message, Part part, boolean inside) {}

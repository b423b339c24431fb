package cn.ruhu.survey;

/// A section and how far it is; counts are of relevant questions this viewer may see.
///
/// @param id e.g. `M`
/// @param relevant whether the section is asked at all now
/// @param questions questions to answer (no notes, no computed ones)
/// @param answered of these, answered or confirmed
/// @param open required and unanswered, or prefilled and unconfirmed
/// @param warned with a warning
/// @param unconfirmed prefilled and not yet confirmed
/// @param oneKey whether the form allows confirming the section's facts with one key
public record Section(
    String id,
    String title,
    Part part,
    boolean relevant,
    int questions,
    int answered,
    int open,
    int warned,
    int unconfirmed,
    boolean oneKey) {}

//! The room's row fences: nobody but the system reads who takes part and what they answered, not even those who keep the conversation.

use tandem_access::Fence;

/// Voices and answers are for the system alone; what is published of them passes `model::told`.
pub fn fences() -> Vec<Fence> {
    let system = "viewer_kind() = 'system'";
    vec![
        Fence::custom("conversation_voice", system, system),
        Fence::custom("conversation_answer", system, system),
    ]
}

//! What a frame costs the thread that draws it.

use std::time::Duration;

use super::thread_cpu;

/// A window with a clock around what a frame of it costs.
pub struct Clocked<A> {
    /// What is measured.
    pub app: A,
    /// Processor time of each frame, without tessellation.
    pub frames: Vec<Duration>,
}

impl<A: eframe::App> eframe::App for Clocked<A> {
    fn logic(&mut self, context: &egui::Context, frame: &mut eframe::Frame) {
        let before = thread_cpu();
        self.app.logic(context, frame);
        self.frames.push(thread_cpu() - before);
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        let before = thread_cpu();
        self.app.ui(ui, frame);
        if let Some(last) = self.frames.last_mut() {
            *last += thread_cpu() - before;
        }
    }
}

/** Somebody's moving picture. It is silent: what is heard comes from the engine, one volume for each person. */
import { useEffect, useRef } from "preact/hooks";

interface PictureProps {
	stream: MediaStream;
	/** As in a mirror: for my own camera only. */
	mirrored?: boolean;
	/** Said where the picture is more than decoration. */
	label?: string;
}

export function Picture({ stream, mirrored = false, label }: PictureProps) {
	const element = useRef<HTMLVideoElement>(null);
	useEffect(() => {
		const video = element.current;
		if (!video) return;
		video.srcObject = stream;
		// Refused while the page is hidden or was never touched: the attribute `autoplay` starts it later.
		video.play().catch(() => {});
		return () => {
			video.srcObject = null;
		};
	}, [stream]);
	return (
		<video
			ref={element}
			class={mirrored ? "picture mirrored" : "picture"}
			muted
			autoPlay
			playsInline
			aria-label={label}
			aria-hidden={label ? undefined : "true"}
		/>
	);
}

/** A small window above all programs. False where the browser has none, or there is no picture to put into it. */
export function canFloat(video: HTMLVideoElement | null | undefined): video is HTMLVideoElement {
	return video != null && document.pictureInPictureEnabled === true && "requestPictureInPicture" in video;
}

/** Into the small window, or back. */
export async function float(video: HTMLVideoElement): Promise<void> {
	if (document.pictureInPictureElement === video) await document.exitPictureInPicture();
	else await video.requestPictureInPicture();
}

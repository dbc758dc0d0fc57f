/** `<img>` of something that the API serves, wherever the API is. Nothing is drawn before its address is known. */
import { useAddress } from "./use-address";

interface RemoteImageProps {
	src: string;
	alt: string;
	class?: string;
	title?: string;
	width?: number;
	height?: number;
	draggable?: boolean;
	loading?: "lazy";
	decoding?: "async";
}

export function RemoteImage({ src, alt, ...rest }: RemoteImageProps) {
	return <img src={useAddress(src)} alt={alt} {...rest} />;
}
